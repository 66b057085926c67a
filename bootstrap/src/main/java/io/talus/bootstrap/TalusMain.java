package io.talus.bootstrap;

/** The command line of a Talus node. */
public final class TalusMain {

  private TalusMain() {}

  /** Prints which version this is. */
  public static void main(String[] args) {
    System.out.println("talus " + version());
  }

  private static String version() {
    String version = TalusMain.class.getPackage().getImplementationVersion();
    return version == null ? "(development build)" : version;
  }
}
