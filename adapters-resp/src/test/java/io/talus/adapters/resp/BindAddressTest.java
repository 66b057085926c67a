package io.talus.adapters.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class BindAddressTest {

  @Test
  void addressesKeepTheirOrderAndStarsAreWritten() {
    assertEquals(
        List.of(new BindAddress("127.0.0.1", false), new BindAddress("::1", true)),
        BindAddress.all(List.of("127.0.0.1", "-::1")));
    assertEquals(List.of(new BindAddress("0.0.0.0", false)), BindAddress.all(List.of("*")));
  }

  @Test
  void allOfIpv6ComesFirstBecauseItTakesIpv4Too() {
    List<BindAddress> all = BindAddress.all(List.of("*", "-::*"));

    assertEquals(List.of(new BindAddress("::", true), new BindAddress("0.0.0.0", false)), all);
    assertTrue(all.get(1).isCoveredBy(all.get(0)));
    assertFalse(all.get(0).isCoveredBy(all.get(1)));
  }
}
