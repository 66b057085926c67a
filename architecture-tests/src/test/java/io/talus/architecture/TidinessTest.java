package io.talus.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TidinessTest {

  private static final String PATH = "domain/src/main/java/io/talus/domain/Sample.java";

  @Test
  void everySourceIsTidy() {
    List<String> objections =
        Repository.sources().stream()
            .flatMap(source -> Tidiness.objections(source).stream())
            .toList();

    assertEquals("", String.join("\n", objections));
  }

  @Test
  void fewMainFilesAreLarge() {
    List<JavaSource> sources = Repository.sources();

    assertTrue(sources.size() > 10, "found only " + sources.size() + " sources");
    assertEquals("", String.join("\n", Tidiness.tooManyLargeFiles(sources)));
  }

  @Test
  void everyMainPackageIsNullMarked() {
    List<JavaSource> main = Repository.sources().stream().filter(JavaSource::isMain).toList();
    Set<String> marked =
        main.stream()
            .filter(source -> source.path().endsWith("/package-info.java"))
            .filter(source -> source.code().contains("@NullMarked"))
            .map(TidinessTest::folder)
            .collect(Collectors.toSet());

    List<String> unmarked =
        main.stream()
            .map(TidinessTest::folder)
            .distinct()
            .filter(folder -> !marked.contains(folder))
            .toList();

    assertEquals(List.of(), unmarked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class A { /* TODO later */ }",
        "class A { // FIXME\n }",
        "class A { @Disabled void a() {} }",
        "class A { void a() { try { b(); } catch (Exception e) {} } }",
        "import java.util.*;\nclass A {}",
        "class A { void a() { Thread.sleep(1); } }",
        "class A { long a = System.nanoTime(); }",
        "class A { LongSupplier a = System::currentTimeMillis; }",
        "class A { double a = Math.random(); }",
        "class A { Object a = new Thread(b); }"
      })
  void untidySourcesAreFound(String text) {
    assertEquals(1, Tidiness.objections(new JavaSource(PATH, text)).size());
  }

  @Test
  void pathsOfOneMachineAreFound() {
    String text = "class A { String a = \"" + "/home" + "/someone/a\"; }";

    assertEquals(1, Tidiness.objections(new JavaSource(PATH, text)).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class A { String a = \"TODO, @Disabled, Thread.sleep\"; }",
        "class A { String a = \"\"\"\n import java.util.*;\n\"\"\"; }",
        "class A { void a() { try { b(); } catch (Exception e) { /* closed anyway */ } } }",
        "/** Thread.sleep is not used. */\nclass A {}",
        "class A { char a = '\"'; char b = '\\''; }"
      })
  void tidySourcesPass(String text) {
    assertEquals(List.of(), Tidiness.objections(new JavaSource(PATH, text)));
  }

  @Test
  void allowedPlacesMayUseWhatIsBanned() {
    String text = "class A { long a = System.nanoTime(); }";

    assertEquals(List.of(), Tidiness.objections(new JavaSource("bootstrap/src/main/A.java", text)));
  }

  @Test
  void longFilesAreFound() {
    assertEquals(List.of(), Tidiness.objections(new JavaSource(PATH, "\n".repeat(500))));
    assertEquals(1, Tidiness.objections(new JavaSource(PATH, "\n".repeat(501))).size());
  }

  @Test
  void tooManyLargeFilesAreFound() {
    JavaSource small = new JavaSource(PATH, "class A {}");
    JavaSource large = new JavaSource(PATH, "\n".repeat(251));
    List<JavaSource> mostlySmall =
        IntStream.range(0, 100).mapToObj(i -> i < 8 ? large : small).toList();

    assertEquals(List.of(), Tidiness.tooManyLargeFiles(mostlySmall));
    assertEquals(1, Tidiness.tooManyLargeFiles(List.of(small, large)).size());
  }

  @Test
  void longMethodsAreFoundWhereverTheyAre() {
    String fits = "void a() {" + "\n".repeat(59) + "}";
    String tooLong = "@A({1, 2})\n<T> void a(int b) throws C {" + "\n".repeat(60) + "}";

    assertEquals(List.of(), Tidiness.objections(new JavaSource(PATH, "class A {" + fits + "}")));
    for (String frame :
        List.of(
            "class A { %s }",
            "record A(int a) implements B { %s }",
            "enum A { B { %s }, C }",
            "enum A { B(1) { %s }, C; }",
            "class A { class B<T extends C> { %s } }",
            "class A { B b = new B() { %s }; }")) {
      JavaSource source = new JavaSource(PATH, frame.replace("%s", tooLong));
      assertEquals(1, Tidiness.objections(source).size(), frame);
    }
  }

  @Test
  void aLongTypeIsNoLongMethod() {
    String text =
        "class A { class B {" + "\n".repeat(100) + "} int[] c = {" + "\n".repeat(70) + "}; }";

    assertEquals(List.of(), Tidiness.objections(new JavaSource(PATH, text)));
  }

  private static String folder(JavaSource source) {
    return source.path().substring(0, source.path().lastIndexOf('/'));
  }

  @Test
  void onlyCommandTablesMayBeLongerThanAScreen() {
    String rows = "List<%s> table() {" + "\n".repeat(100) + "}";

    assertEquals(
        List.of(),
        Tidiness.objections(
            new JavaSource(PATH, "class A { " + rows.formatted("CommandSpec") + " }")));
    assertEquals(
        1,
        Tidiness.objections(new JavaSource(PATH, "class A { " + rows.formatted("String") + " }"))
            .size());
  }
}
