package io.talus.bootstrap;

/** The command line of a Talus node: {@code [file] [--setting value ...]}. */
public final class TalusMain {
  private TalusMain() {}

  /** Starts a node and returns when it has stopped. */
  public static void main(String[] args) {
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-v"))) {
      System.out.println("talus " + version());
      return;
    }
    Lifetime.run(args, configuration -> DaggerNodeComponent.factory().create(configuration).node());
  }

  private static String version() {
    String version = TalusMain.class.getPackage().getImplementationVersion();
    return version == null ? "(development build)" : version;
  }
}
