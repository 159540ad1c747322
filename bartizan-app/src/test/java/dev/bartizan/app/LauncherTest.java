package dev.bartizan.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a project of stand-ins: a JDK, Maven and Node that only write down their call.
 */
class LauncherTest {
  private static final String MVN =
      """
      echo "mvn $*" >>"$CALLS"
      cat >/dev/null
      [ -z "${BREAKS:-}" ] || { echo "[ERROR] does not compile"; exit 1; }
      mkdir -p bartizan-app/target/dist/lib console/target/dist
      : >bartizan-app/target/dist/lib/bartizan-app-1.jar
      : >console/target/dist/index.html
      """;
  private static final String JAVA =
      """
      echo "java $*" >>"$CALLS"
      for word in "$@"; do
        case $word in -XX:AOTCacheOutput=*) echo cache >"${word#*=}" ;; esac
      done
      cat >>"$CALLS.input"
      """;

  @TempDir Path dir;
  private Path project;

  /** What a run ended with and said to standard error. */
  private record Ran(int code, String said) {}

  @BeforeEach
  void lay_out_a_project() throws IOException {
    project = dir.resolve("project");
    for (var file : List.of("bartizan", ".ci/tools.sh")) {
      Files.createDirectories(project.resolve(file).getParent());
      Files.copy(Project.ROOT.resolve(file), project.resolve(file));
    }
    for (var file :
        List.of(
            "pom.xml",
            ".mvn/jvm.config",
            "bartizan-core/pom.xml",
            "bartizan-core/src/main/A.java",
            "bartizan-core/src/main/B.java",
            "bartizan-app/src/main/jvm.options",
            "console/package.json",
            "console/src/app.ts")) {
      written(project.resolve(file), "");
    }
    written(dir.resolve("jdk/release"), "JAVA_VERSION=\"25.0.9\"\n");
    program("jdk/bin/java", JAVA);
    program("jdk/bin/javac", "");
    program("bin/mvn", MVN);
    program("bin/node", "echo v22.1.0");
    program("bin/npm", "");
    program("bin/id", "echo 1000");
    program("bin/sudo", "exit 1");
    program("bin/apt-get", "echo \"apt-get $*\" >>\"$CALLS\"");
    program("bin/apt-cache", "[ \"$2\" = npm ] || echo 'Candidate: 1'");
  }

  @Test
  void a_build_leaves_what_is_piped_in_to_the_command() throws Exception {
    run("decode", "-");

    assertThat(dir.resolve("calls.input")).hasContent("piped");
  }

  @Test
  void the_first_run_builds_all_trains_and_passes_its_arguments_on() throws Exception {
    assertThat(run("events", "a b").code()).isZero();

    assertThat(calls()).hasSize(3);
    assertThat(calls().get(0)).startsWith("mvn ").doesNotContain("console.skip");
    assertThat(calls().get(1)).contains("-XX:AOTCacheOutput=");
    assertThat(calls().get(2)).contains("-XX:AOTCache=").endsWith("bartizan-app-1.jar events a b");
  }

  @Test
  void the_second_run_only_runs() throws Exception {
    run();
    forget();

    assertThat(run("version")).isEqualTo(new Ran(0, ""));
    assertThat(calls()).singleElement().asString().endsWith(".jar version");
  }

  @Test
  void a_newer_source_is_built_without_the_console() throws Exception {
    run();
    forget();
    touch("bartizan-core/src/main/A.java");

    run();

    assertThat(calls().getFirst()).startsWith("mvn ").contains("-Dconsole.skip");
  }

  @Test
  void a_newer_console_is_built() throws Exception {
    run();
    forget();
    touch("console/src/app.ts");

    run();

    assertThat(calls().getFirst()).startsWith("mvn ").doesNotContain("console.skip");
  }

  @Test
  void another_jdk_gets_a_quick_start_of_its_own() throws Exception {
    run();
    forget();
    written(dir.resolve("jdk/release"), "JAVA_VERSION=\"26\"\n");

    run();

    assertThat(calls()).hasSize(2);
    assertThat(calls().getFirst()).contains("-XX:AOTCacheOutput=");
    assertThat(calls().getLast()).contains("26.aot");
  }

  @Test
  void a_training_that_fails_is_told_once_and_does_no_harm() throws Exception {
    program("jdk/bin/java", "echo \"java $*\" >>\"$CALLS\"");

    assertThat(run().said()).contains("no quick start");
    forget();

    assertThat(run("version")).isEqualTo(new Ran(0, ""));
    assertThat(calls()).singleElement().asString().doesNotContain("AOTCache");
  }

  @Test
  void a_deleted_source_counts_as_a_change() throws Exception {
    run();
    forget();
    Files.delete(project.resolve("bartizan-core/src/main/B.java"));
    touch("bartizan-core/src/main");

    run();

    assertThat(calls().getFirst()).startsWith("mvn ");
  }

  @Test
  void what_a_build_leaves_behind_is_no_change() throws Exception {
    run();
    forget();
    written(project.resolve("console/node_modules/x.js"), "");
    touch("console/node_modules/x.js");
    touch("bartizan-app/target/dist");

    run();

    assertThat(calls()).singleElement().asString().startsWith("java ");
  }

  @Test
  void a_failed_build_is_told_and_tried_again() throws Exception {
    run();
    touch("pom.xml");

    var ran = run("BREAKS=yes", dir, project.resolve("bartizan"));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.said()).contains("[ERROR] does not compile", "bartizan: the build failed");
    forget();
    run();
    assertThat(calls().getFirst()).startsWith("mvn ");
  }

  @Test
  void it_works_through_links_from_anywhere() throws Exception {
    Files.createDirectories(dir.resolve("elsewhere"));
    Files.createSymbolicLink(dir.resolve("elsewhere/one"), Path.of("../project/bartizan"));
    Files.createSymbolicLink(dir.resolve("two"), Path.of("elsewhere/one"));

    assertThat(run("A=b", Path.of("/"), dir.resolve("two")).code()).isZero();
    assertThat(calls().getLast()).startsWith("java ");
  }

  @Test
  void an_old_node_is_named_with_what_is_wanted() throws Exception {
    program("bin/node", "echo v18.19.1");

    var ran = run();

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.said()).contains("Node 20.19 or newer", "found: v18.19.1");
    assertThat(ran.said().lines()).hasSize(1);
  }

  @Test
  void root_on_debian_is_offered_the_packages_that_there_are() throws Exception {
    program("bin/node", "echo v18.19.1");
    program("bin/id", "echo 0");

    var ran = run();

    assertThat(ran.said()).contains("installing nodejs\n", "Node 20.19 or newer");
    assertThat(calls())
        .containsExactly(
            "apt-get -qq update", "apt-get -qq install -y --no-install-recommends nodejs");
  }

  @Test
  void options_for_java_can_be_added() throws Exception {
    run("BARTIZAN_JAVA_OPTS=-Xmx1g -Dx=y", dir, project.resolve("bartizan"));

    assertThat(calls().getLast()).contains(" -Xmx1g -Dx=y ");
  }

  private Ran run(String... arguments) throws Exception {
    return run("A=b", dir, project.resolve("bartizan"), arguments);
  }

  private Ran run(String variable, Path from, Path launcher, String... arguments) throws Exception {
    var builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList());
    var pair = variable.split("=", 2);
    builder.environment().put(pair[0], pair[1]);
    builder.environment().put("CALLS", dir.resolve("calls").toString());
    builder.environment().put("JAVA_HOME", dir.resolve("jdk").toString());
    builder.environment().put("PATH", dir.resolve("bin") + ":" + System.getenv("PATH"));
    var process =
        builder
            .directory(from.toFile())
            .redirectInput(Files.writeString(dir.resolve("input"), "piped").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    var said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), said);
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(dir.resolve("calls"));
  }

  private void forget() throws IOException {
    Files.delete(dir.resolve("calls"));
  }

  /** Makes a file as new as if it had been written well after the last build. */
  private void touch(String file) throws IOException {
    var last = Files.getLastModifiedTime(project.resolve("bartizan-app/target/.built")).toInstant();
    Files.setLastModifiedTime(project.resolve(file), FileTime.from(last.plusSeconds(5)));
  }

  private void program(String name, String script) throws IOException {
    var file = dir.resolve(name);
    written(file, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Old enough that a build which starts now is newer. */
  private static void written(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    for (var path : List.of(file, file.getParent())) {
      Files.setLastModifiedTime(path, FileTime.from(Instant.EPOCH));
    }
  }
}
