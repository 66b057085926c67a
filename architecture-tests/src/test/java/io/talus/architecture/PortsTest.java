package io.talus.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every port that an adapter implements has a contract in the testkit, and every adapter a test
 * that extends it.
 */
final class PortsTest {
  private static final String PORTS = "application/src/main/java/io/talus/application/port/";
  private static final String TESTKIT = "testkit/src/main/";

  private static final Pattern INTERFACE =
      Pattern.compile("^public (?!sealed)(?:\\w+ )*interface (\\w+)", Pattern.MULTILINE);
  private static final Pattern IMPLEMENTATION =
      Pattern.compile("\\bclass (\\w+)[^{]*?\\bimplements ([^{]+)\\{");

  /** Ports without a contract of their own, each with the reason. */
  private static final Map<String, String> WITHOUT_CONTRACT =
      Map.of(
          "CommandGateway", "the application implements it, and servers call it",
          "ClientChannel", "the other end of CommandGateway: tests of the servers use both",
          "StoreSnapshot", "SlotStore gives it, and its contract covers it",
          "InPlace", "the application implements it, for the resident tier");

  /** A contract that covers two ports. */
  private static final Map<String, String> COVERED_BY = Map.of("ResidentTier", "ResidentSlot");

  /** A class that implements a port. */
  private record Adapter(String name, String port) {}

  @Test
  void everyDrivenPortHasAContract() {
    List<String> contracts =
        sources(TESTKIT).stream().map(PortsTest::nameOf).filter(PortsTest::isContract).toList();

    List<String> missing =
        drivenPorts().stream().filter(port -> !contracts.contains(contractOf(port))).toList();

    assertEquals(List.of(), missing);
  }

  @Test
  void everyAdapterKeepsTheContractOfItsPort() {
    List<Adapter> adapters = adapters();
    List<JavaSource> tests =
        Repository.sources().stream()
            .filter(source -> source.path().contains("/src/test/"))
            .toList();

    List<Adapter> untested =
        adapters.stream()
            .filter(adapter -> tests.stream().noneMatch(test -> tests(test, adapter)))
            .toList();

    assertTrue(adapters.size() >= drivenPorts().size(), () -> "found only " + adapters);
    assertEquals(List.of(), untested);
  }

  @Test
  void noPortIsExcusedInVain() {
    Set<String> all = Set.copyOf(allPorts());

    assertEquals(
        Set.of(),
        WITHOUT_CONTRACT.keySet().stream()
            .filter(port -> !all.contains(port))
            .collect(Collectors.toSet()));
  }

  private static boolean isContract(String name) {
    return name.endsWith("Contract");
  }

  private static String contractOf(String port) {
    return COVERED_BY.getOrDefault(port, port) + "Contract";
  }

  private static boolean tests(JavaSource test, Adapter adapter) {
    return test.code().contains("extends " + contractOf(adapter.port()))
        && test.code().contains(adapter.name());
  }

  private static List<String> allPorts() {
    List<String> ports = new ArrayList<>();
    for (JavaSource source : sources(PORTS)) {
      Matcher matcher = INTERFACE.matcher(source.code());
      while (matcher.find()) {
        ports.add(matcher.group(1));
      }
    }
    return ports;
  }

  private static List<String> drivenPorts() {
    return allPorts().stream().filter(port -> !WITHOUT_CONTRACT.containsKey(port)).toList();
  }

  /** The classes of the product that implement a port; what the testkit simulates counts, too. */
  private static List<Adapter> adapters() {
    List<String> ports = drivenPorts();
    List<Adapter> adapters = new ArrayList<>();
    for (JavaSource source : Repository.sources()) {
      if (source.isMain()) {
        Matcher matcher = IMPLEMENTATION.matcher(source.code());
        while (matcher.find()) {
          for (String port : matcher.group(2).trim().split("\\s*,\\s*")) {
            if (ports.contains(port)) {
              adapters.add(new Adapter(matcher.group(1), port));
            }
          }
        }
      }
    }
    return adapters;
  }

  private static List<JavaSource> sources(String folder) {
    return Repository.sources().stream()
        .filter(source -> source.path().startsWith(folder))
        .toList();
  }

  private static String nameOf(JavaSource source) {
    String path = source.path();
    return path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
  }
}
