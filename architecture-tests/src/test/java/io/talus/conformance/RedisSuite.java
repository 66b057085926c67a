package io.talus.conformance;

import io.talus.testkit.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Redis's own test suite, unpacked below the build folder.
 *
 * <p>The archive comes from Debian's source package and is kept in the user's cache folder, so that
 * a clean build does not fetch it again. apt verifies it by the archive's signed index.
 */
final class RedisSuite {
  static final String VERSION = "7.0.15";

  private static final Duration FETCH_LIMIT = Duration.ofMinutes(5);
  private static final Pattern SOURCE_VERSION =
      Pattern.compile("(?m)^Version: (\\S*" + Pattern.quote(VERSION) + "\\S*)$");
  private static final String PACKAGE = "redis";

  private final Path work;

  private RedisSuite(Path work) {
    this.work = work;
  }

  /** The folder of the suite, fetched and unpacked if it is not there yet. */
  static Path unpackedBelow(Path work) throws IOException, InterruptedException {
    Path suite = work.resolve("suite-" + VERSION);
    if (!Files.exists(suite.resolve("runtest"))) {
      new RedisSuite(work).unpack(archive(work), suite);
    }
    return suite;
  }

  private static Path archive(Path work) throws IOException, InterruptedException {
    Path cached = cacheFolder().resolve("redis-" + VERSION + ".tar.gz");
    if (!Files.exists(cached)) {
      Files.createDirectories(cached.getParent());
      Path fetched = new RedisSuite(work.resolve("apt")).fetch();
      Path beside = Files.createTempFile(cached.getParent(), "redis", ".part");
      Files.copy(fetched, beside, StandardCopyOption.REPLACE_EXISTING);
      Files.move(beside, cached, StandardCopyOption.ATOMIC_MOVE);
    }
    return cached;
  }

  private static Path cacheFolder() {
    String named = System.getenv("XDG_CACHE_HOME");
    Path base =
        named == null || named.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(named);
    return base.resolve("talus");
  }

  private void unpack(Path archive, Path suite) throws IOException, InterruptedException {
    Path beside = Files.createDirectories(work.resolve("unpacking"));
    String top = "redis-" + VERSION;
    command(
        List.of(
            "tar",
            "xzf",
            archive.toString(),
            "-C",
            beside.toString(),
            top + "/runtest",
            top + "/tests"));
    Files.createDirectories(beside.resolve(top).resolve("tests/tmp"));
    Files.move(beside.resolve(top), suite);
  }

  private Path fetch() throws IOException, InterruptedException {
    System.out.println("fetching the source package of redis " + VERSION + " with apt");
    AptSources.derive(Path.of("/etc/apt"), work.resolve("parts"));
    for (String folder : List.of("lists/partial", "cache/archives/partial", "download")) {
      Files.createDirectories(work.resolve(folder));
    }
    update();
    apt("apt-get", List.of("source", "--download-only", PACKAGE + "=" + packageVersion()));
    return downloaded();
  }

  /** A source that cannot be reached is no reason to stop: another one may have the package. */
  private void update() throws InterruptedException, IOException {
    try {
      apt("apt-get", List.of("update"));
    } catch (IOException e) {
      System.out.println("warning: " + e.getMessage());
    }
  }

  private String packageVersion() throws IOException, InterruptedException {
    String known = apt("apt-cache", List.of("showsrc", "--only-source", PACKAGE));
    Matcher version = SOURCE_VERSION.matcher(known);
    if (!version.find()) {
      throw new IOException(
          "no package source of this machine has redis "
              + VERSION
              + "; name an unpacked one with --suite");
    }
    return version.group(1);
  }

  private Path downloaded() throws IOException {
    try (Stream<Path> files = Files.list(work.resolve("download"))) {
      Optional<Path> archive =
          files
              .filter(
                  file -> file.getFileName().toString().equals("redis_" + VERSION + ".orig.tar.gz"))
              .findFirst();
      return archive.orElseThrow(
          () -> new IOException("apt fetched no archive of redis " + VERSION));
    }
  }

  private String apt(String program, List<String> args) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(program));
    option(words, "Dir::Etc::sourcelist", "/dev/null");
    option(words, "Dir::Etc::sourceparts", work.resolve("parts").toString());
    option(words, "Dir::State::lists", work.resolve("lists").toString());
    option(words, "Dir::Cache", work.resolve("cache").toString());
    option(words, "APT::Sandbox::User", "root");
    words.addAll(args);
    return command(words);
  }

  private static void option(List<String> words, String name, String value) {
    words.add("-o");
    words.add(name + "=" + value);
  }

  private String command(List<String> words) throws IOException, InterruptedException {
    Path log = Files.createTempFile(work, "command", ".log");
    Path folder = Files.isDirectory(work.resolve("download")) ? work.resolve("download") : work;
    Process process =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(FETCH_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    ProcessTree.end(process);
    if (!ended || process.exitValue() != 0) {
      throw new IOException(String.join(" ", words.subList(0, 1)) + " failed; see " + log);
    }
    return Files.readString(log);
  }
}
