package io.talus.architecture;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which names a type must not have, because they say nothing about it. */
final class TypeName {

  private static final List<Pattern> MEANINGLESS =
      List.of(
          Pattern.compile(".*(Impl|Utils?|Helpers?|Info|Data|Port|UseCase|Service)"),
          Pattern.compile("Abstract.*"));

  private static final Pattern MANAGER = Pattern.compile(".*Manager");

  /** Where the manager of the cluster lives, the only one there is. */
  private static final Pattern MANAGER_PACKAGE = Pattern.compile("io\\.talus\\..*\\bmanager\\b.*");

  private static final Pattern PREFIXED_INTERFACE = Pattern.compile("I[A-Z][a-z].*");

  private TypeName() {}

  /** What is wrong with the name, or nothing. */
  static Optional<String> objection(String packageName, String simpleName, boolean isInterface) {
    if (MEANINGLESS.stream().anyMatch(pattern -> pattern.matcher(simpleName).matches())) {
      return Optional.of(simpleName + " in " + packageName + ": say what it is for");
    }
    if (MANAGER.matcher(simpleName).matches() && !MANAGER_PACKAGE.matcher(packageName).matches()) {
      return Optional.of(simpleName + " in " + packageName + ": only the cluster has a manager");
    }
    if (isInterface && PREFIXED_INTERFACE.matcher(simpleName).matches()) {
      return Optional.of(simpleName + " in " + packageName + ": an interface needs no I");
    }
    return Optional.empty();
  }
}
