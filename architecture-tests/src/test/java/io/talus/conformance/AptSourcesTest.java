package io.talus.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AptSourcesTest {

  @Test
  void entriesOfOneLineBecomeEntriesOfSourcePackages() {
    List<String> lines =
        List.of(
            "# a comment",
            "deb [signed-by=/some/key.gpg] http://example.org/debian stable main",
            "deb-src http://example.org/debian stable main",
            "");

    assertEquals(
        List.of("deb-src [signed-by=/some/key.gpg] http://example.org/debian stable main"),
        AptSources.oneLine(lines));
  }

  @Test
  void stanzasWithFieldsChangeTheirTypesOnly() {
    String stanza =
        """
        Types: deb
        URIs: http://example.org/debian
        Suites: stable
        """;

    assertEquals(stanza.replace("Types: deb", "Types: deb-src"), AptSources.deb822(stanza));
  }
}
