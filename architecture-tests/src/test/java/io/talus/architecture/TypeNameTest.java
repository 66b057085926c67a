package io.talus.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TypeNameTest {

  @Test
  void everyTypeIsNamedAfterWhatItIsFor() {
    List<String> objections =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.talus")
                .stream()
                .filter(type -> !type.isAnonymousClass() && !isGenerated(type))
                .map(TypeNameTest::objection)
                .flatMap(Optional::stream)
                .sorted()
                .toList();

    assertEquals("", String.join("\n", objections));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"StoreImpl", "ByteUtils", "AbstractStore", "SlotInfo", "KeyData", "LogService"})
  void meaninglessNamesAreRefused(String name) {
    assertTrue(TypeName.objection("io.talus.domain", name, false).isPresent());
  }

  @Test
  void onlyTheClusterHasAManager() {
    assertTrue(TypeName.objection("io.talus.application", "SlotManager", false).isPresent());
    assertTrue(TypeName.objection("io.talus.application.manager", "Manager", false).isEmpty());
  }

  @Test
  void interfacesHaveNoPrefix() {
    assertTrue(TypeName.objection("io.talus.domain", "IStore", true).isPresent());
    assertTrue(TypeName.objection("io.talus.domain", "Index", true).isEmpty());
  }

  /** Dagger nests what it generates in a type named after the component, protoc in one package. */
  private static boolean isGenerated(JavaClass type) {
    return type.getName().startsWith("io.talus.bootstrap.Dagger")
        || type.getPackageName().endsWith(".wire.generated");
  }

  private static Optional<String> objection(JavaClass type) {
    return TypeName.objection(type.getPackageName(), type.getSimpleName(), type.isInterface());
  }
}
