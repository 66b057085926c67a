package io.talus.bootstrap;

/** The command line of a manager that is alone: {@code [file] [--setting value ...]}. */
public final class ManagerMain {
  private ManagerMain() {}

  /** Starts it and returns when it has stopped. */
  public static void main(String[] args) {
    Lifetime.run(
        args, configuration -> DaggerManagerComponent.factory().create(configuration).manager());
  }
}
