package io.talus.adapters.resp;

import java.util.ArrayList;
import java.util.List;

/**
 * An address of the setting {@code bind}.
 *
 * @param host an address or a name
 * @param isOptional whether it need not exist on this machine
 */
record BindAddress(String host, boolean isOptional) {
  static final String ANY_IPV4 = "0.0.0.0";
  static final String ANY_IPV6 = "::";

  /**
   * The addresses in the order in which to bind them: all of IPv6 comes before all of IPv4, because
   * its socket mostly takes both, and the other is then not needed.
   */
  static List<BindAddress> all(List<String> settings) {
    List<BindAddress> addresses = new ArrayList<>();
    for (String setting : settings) {
      BindAddress address = of(setting);
      if (address.host.equals(ANY_IPV6)) {
        addresses.addFirst(address);
      } else {
        addresses.addLast(address);
      }
    }
    return addresses;
  }

  private static BindAddress of(String setting) {
    boolean optional = setting.startsWith("-");
    String address = optional ? setting.substring(1) : setting;
    String host =
        switch (address) {
          case "*" -> ANY_IPV4;
          case "::*" -> ANY_IPV6;
          default -> address;
        };
    return new BindAddress(host, optional);
  }

  /** Whether a socket on {@code other} takes this address's connections, too. */
  boolean isCoveredBy(BindAddress other) {
    return host.equals(ANY_IPV4) && other.host.equals(ANY_IPV6);
  }
}
