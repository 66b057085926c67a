package io.talus.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point inwards, and every library lives in one module. */
@AnalyzeClasses(packages = "io.talus", importOptions = DoNotIncludeTests.class)
final class WallsTest {

  private static final String DOMAIN = "io.talus.domain..";
  private static final String APPLICATION = "io.talus.application..";
  private static final String ADAPTERS = "io.talus.adapters..";
  private static final String REPLICATION = "io.talus.adapters.replication..";
  private static final String[] SOCKETS = {"io.vertx..", "io.netty.."};
  private static final String BOOTSTRAP = "io.talus.bootstrap..";
  private static final String TESTKIT = "io.talus.testkit..";

  @ArchTest
  static final ArchRule domainKnowsTheJdkAlone =
      classes()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(DOMAIN, "java..", "org.jspecify..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule domainHasNoInputOutputNetworkThreadsOrLogging =
      noClasses()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..",
              "java.net..",
              "java.nio.channels..",
              "java.nio.file..",
              "java.util.concurrent..",
              "java.util.logging..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule domainKnowsNoThread =
      noClasses()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ThreadLocal.class)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule applicationKnowsNoTechnology =
      noClasses()
          .that()
          .resideInAPackage(APPLICATION)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vertx..",
              "io.netty..",
              "org.rocksdb..",
              "io.etcd..",
              "com.google.protobuf..",
              "dagger..",
              "java.net..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule applicationKnowsNoAdapter =
      noClasses()
          .that()
          .resideInAPackage(APPLICATION)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ADAPTERS, BOOTSTRAP, TESTKIT)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule adaptersDoNotKnowEachOther =
      slices()
          .matching("io.talus.adapters.(*)..")
          .should()
          .notDependOnEachOther()
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nobodyKnowsBootstrap =
      noClasses()
          .that()
          .resideOutsideOfPackage(BOOTSTRAP)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(BOOTSTRAP)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule whatShipsDoesNotKnowTheTestkit =
      noClasses()
          .that()
          .resideOutsideOfPackage(TESTKIT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TESTKIT, "org.junit..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule daggerAndLogbackStayInBootstrap =
      onlyIn(
          BOOTSTRAP,
          "dagger..",
          "javax.inject..",
          "jakarta.inject..",
          "ch.qos.logback..",
          "picocli..");

  @ArchTest
  static final ArchRule rocksDbStaysInItsAdapter =
      onlyIn("io.talus.adapters.rocksdb..", "org.rocksdb..");

  @ArchTest
  static final ArchRule vertxStaysInTheAdaptersOfSockets =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.talus.adapters.resp..", REPLICATION, BOOTSTRAP)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..")
          .allowEmptyShould(true);

  /**
   * gRPC, which speaks with etcd, is given its event loop and its certificates in Netty's words.
   */
  @ArchTest
  static final ArchRule nettyStaysUnderSockets =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.talus.adapters.resp..", REPLICATION, "io.talus.adapters.etcd..", BOOTSTRAP)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.netty..")
          .allowEmptyShould(true);

  /** The loop that the one adapter has made is handed to the other. */
  @ArchTest
  static final ArchRule bootstrapKnowsNoMoreOfVertxThanItsContext =
      noClasses()
          .that()
          .resideInAPackage(BOOTSTRAP)
          .should()
          .dependOnClassesThat(resideInAnyPackage(SOCKETS).and(not(name("io.vertx.core.Context"))))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule etcdAndGrpcStayInTheirAdapter =
      onlyIn("io.talus.adapters.etcd..", "io.etcd..", "io.grpc..");

  @ArchTest
  static final ArchRule protobufStaysInTheMappingOfMessages =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.talus.adapters.replication.wire..", "io.talus.adapters.etcd..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.google.protobuf..", "io.talus.adapters.replication.wire.generated..");

  @ArchTest
  static final ArchRule handshakesAndFramesKnowNoSocket =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.talus.adapters.replication.wire..", "io.talus.adapters.replication.handshake..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SOCKETS);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.talus.(**)").should().beFreeOfCycles().allowEmptyShould(true);

  private static ArchRule onlyIn(String home, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .allowEmptyShould(true);
  }
}
