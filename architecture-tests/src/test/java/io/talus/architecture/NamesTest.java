package io.talus.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever reads a class's name knows which one is meant, whatever package he is in. */
final class NamesTest {

  @Test
  void noTwoMainClassesHaveTheSameName() {
    assertEquals(List.of(), usedTwice(Repository.sources()));
  }

  @Test
  void nameThatIsUsedTwiceIsFound() {
    List<JavaSource> sources =
        List.of(
            source("domain/src/main/java/io/talus/domain/Sample.java"),
            source("application/src/main/java/io/talus/application/Sample.java"),
            source("application/src/test/java/io/talus/application/Other.java"),
            source("domain/src/main/java/io/talus/domain/Other.java"),
            source("domain/src/main/java/io/talus/domain/package-info.java"),
            source("application/src/main/java/io/talus/application/package-info.java"));

    assertEquals(
        List.of(
            "Sample: domain/src/main/java/io/talus/domain/Sample.java,"
                + " application/src/main/java/io/talus/application/Sample.java"),
        usedTwice(sources));
  }

  private static JavaSource source(String path) {
    return new JavaSource(path, "");
  }

  private static List<String> usedTwice(List<JavaSource> sources) {
    Map<String, List<String>> byName =
        sources.stream()
            .filter(JavaSource::isMain)
            .map(JavaSource::path)
            .filter(path -> !path.endsWith("/package-info.java"))
            .collect(Collectors.groupingBy(NamesTest::name, TreeMap::new, Collectors.toList()));
    return byName.entrySet().stream()
        .filter(each -> each.getValue().size() > 1)
        .map(each -> each.getKey() + ": " + String.join(", ", each.getValue()))
        .toList();
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
  }
}
