package io.talus.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;

/**
 * The rooms of a shard have an order: each uses the ones below, and only those that it needs. What
 * a room is for stands in its {@code package-info.java}.
 */
@AnalyzeClasses(packages = "io.talus.application", importOptions = DoNotIncludeTests.class)
final class RoomsTest {

  @ArchTest
  static final ArchRule eachRoomUsesOnlyThoseBelow =
      rooms(
              "slot",
              "gate",
              "execution",
              "cold",
              "reads",
              "view",
              "following",
              "expiry",
              "replication",
              "shard",
              "walking",
              "forward",
              "assembly")
          .whereLayer("slot")
          .mayNotAccessAnyLayer()
          .whereLayer("gate")
          .mayOnlyAccessLayers("slot")
          .whereLayer("execution")
          .mayOnlyAccessLayers("gate", "slot")
          .whereLayer("cold")
          .mayOnlyAccessLayers("slot")
          .whereLayer("reads")
          .mayOnlyAccessLayers("cold", "execution", "slot")
          .whereLayer("view")
          .mayOnlyAccessLayers("reads", "cold", "execution", "slot")
          .whereLayer("following")
          .mayOnlyAccessLayers("reads", "cold", "execution", "gate", "slot")
          .whereLayer("expiry")
          .mayOnlyAccessLayers("view", "cold", "execution", "gate", "slot")
          .whereLayer("replication")
          .mayOnlyAccessLayers("gate", "slot")
          .whereLayer("shard")
          .mayOnlyAccessLayers("view", "following", "cold", "execution", "gate", "slot")
          .whereLayer("walking")
          .mayOnlyAccessLayers("shard", "view", "following", "cold", "execution", "gate", "slot")
          .whereLayer("forward")
          .mayOnlyAccessLayers("shard", "cold")
          .whereLayer("assembly")
          .mayOnlyAccessLayers(
              "walking",
              "shard",
              "expiry",
              "view",
              "following",
              "reads",
              "cold",
              "execution",
              "gate",
              "slot");

  @ArchTest
  static final ArchRule theServerKnowsNoRoomInside =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.talus.application.server..",
              "io.talus.application.connection..",
              "io.talus.application.report..",
              "io.talus.application.statistics..",
              "io.talus.application.embed..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.talus.application.slot..",
              "io.talus.application.gate..",
              "io.talus.application.cold..",
              "io.talus.application.reads..",
              "io.talus.application.expiry..",
              "io.talus.application.replication..",
              "io.talus.application.walking..");

  private static LayeredArchitecture rooms(String... names) {
    LayeredArchitecture rooms = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String name : names) {
      rooms = rooms.layer(name).definedBy("io.talus.application." + name + "..");
    }
    return rooms;
  }
}
