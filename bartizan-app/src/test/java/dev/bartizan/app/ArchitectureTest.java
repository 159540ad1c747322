package dev.bartizan.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the layout: app → leaves → core, and what goes with it. */
class ArchitectureTest {
  private static final String OURS = "dev.bartizan.";
  private static final String SOURCES = "dev.bartizan.sources";

  /** Packages of bartizan-sources that the feeds may share. */
  private static final Set<String> SHARED =
      Set.of(SOURCES + ".file", SOURCES + ".json", SOURCES + ".line", SOURCES + ".packet");

  /** Files that may be longer than 400 lines, each with its reason. */
  private static final Map<String, String> LONG =
      Map.of(
          "bartizan-core/src/main/java/dev/bartizan/core/event/Field.java",
          "the one table of all fields",
          "bartizan-testkit/src/main/java/dev/bartizan/testkit/EventStoreContract.java",
          "all that a store promises",
          "console/src/pages/Events.svelte",
          "live tail and history are one component, its style included",
          "console/tests/browser/console.test.ts",
          "one stage, which is costly to set, for all that the console does");

  /** Packages that still know each other; the list may only shrink. */
  private static final Set<String> ENTWINED =
      Set.of("dev.bartizan.core.pipeline", "dev.bartizan.core.store");

  /** What asks the world for the time or for chance; app hands both in. */
  private static final Pattern WORLD =
      Pattern.compile(
          "java\\.time\\.\\w+\\.now\\((Ljava/time/ZoneId;)?\\).*"
              + "|java\\.time\\.Clock\\.(system|tick).*|java\\.time\\.InstantSource\\.system.*"
              + "|java\\.lang\\.System\\.currentTimeMillis.*|java\\.lang\\.Math\\.random.*"
              + "|java\\.util\\.(Random|SplittableRandom)\\.<init>\\(\\).*|java\\.util\\.UUID\\.randomUUID.*"
              + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\.current.*");

  private static final Pattern ASKS_DNS =
      Pattern.compile("java\\.net\\.InetAddress\\.(getByName|getAllByName|getHostName|getCanon).*");

  private final List<Compiled> classes = Compiled.all();

  @Test
  void every_module_is_seen() {
    assertThat(classes)
        .extracting(Compiled::module)
        .contains("bartizan-core", "bartizan-sources", "bartizan-store", "bartizan-web");
  }

  @Test
  void a_package_tells_its_module() {
    assertThat(classes.stream().filter(type -> !type.module().equals(moduleOf(type.name()))))
        .map(Compiled::name)
        .isEmpty();
  }

  @Test
  void a_leaf_leans_on_core_only() {
    assertThat(
            usesWhere(
                from -> !from.module().equals("bartizan-app"),
                (from, to) -> isOurs(to) && !mayUse(from.module(), moduleOf(to))))
        .isEmpty();
  }

  @Test
  void core_is_made_of_the_jdk_and_jspecify() {
    assertThat(
            usesWhere(
                in("bartizan-core"),
                (_, to) ->
                    !to.startsWith(OURS)
                        && !to.startsWith("java.")
                        && !to.startsWith("org.jspecify.")))
        .isEmpty();
  }

  @Test
  void only_the_store_speaks_jdbc() {
    assertThat(usesOutside("bartizan-store", "java.sql.", "javax.sql.", "org.duckdb.")).isEmpty();
  }

  @Test
  void only_web_serves_http() {
    assertThat(
            usesOutside(
                "bartizan-web",
                "io.javalin.",
                "org.eclipse.jetty.",
                "jakarta.servlet.",
                "com.sun.net.httpserver."))
        .isEmpty();
  }

  @Test
  void only_app_parses_yaml_and_the_command_line() {
    assertThat(usesOutside("bartizan-app", "tools.jackson.dataformat.yaml.", "picocli.")).isEmpty();
  }

  @Test
  void sources_do_not_know_each_other() {
    assertThat(
            usesWhere(
                from -> from.packageName().startsWith(SOURCES + "."),
                (from, to) -> isSourcePackage(to) && !feed(to).equals(feed(from.name()))))
        .isEmpty();
  }

  @Test
  void packages_have_no_cycles() {
    var graph = packageGraph();
    assertThat(graph.keySet().stream().filter(start -> reaches(graph, start)))
        .containsExactlyInAnyOrderElementsOf(ENTWINED);
  }

  @Test
  void every_package_is_null_marked() {
    var marked =
        classes.stream()
            .filter(type -> type.name().endsWith(".package-info"))
            .filter(type -> type.uses().contains("org.jspecify.annotations.NullMarked"))
            .map(Compiled::packageName)
            .collect(Collectors.toSet());
    assertThat(classes.stream().map(Compiled::packageName).distinct())
        .allMatch(marked::contains, "has a @NullMarked package-info.java");
  }

  @Test
  void time_and_chance_are_handed_in() {
    assertThat(callsOutside("bartizan-app", WORLD)).isEmpty();
  }

  @Test
  void decoding_never_asks_the_dns() {
    assertThat(
            callsWhere(
                from -> Set.of("bartizan-core", "bartizan-sources").contains(from.module()),
                ASKS_DNS))
        .isEmpty();
  }

  @Test
  void names_say_what_a_thing_is() {
    var vague = Pattern.compile(".*(Manager|Helper|Helpers|Util|Utils|Impl)\\.java");
    assertThat(Project.files(Project.ROOT, ".java"))
        .extracting(Project::name)
        .noneMatch(vague.asMatchPredicate());
  }

  @Test
  void nothing_is_left_for_later_in_a_source_file() {
    var later = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    assertThat(sourceFiles().filter(file -> later.matcher(Project.text(file)).find()))
        .map(Project::name)
        .isEmpty();
  }

  @Test
  void no_file_is_longer_than_400_lines() {
    assertThat(sourceFiles().filter(file -> Project.text(file).lines().count() > 400))
        .map(Project::name)
        .containsExactlyInAnyOrderElementsOf(LONG.keySet());
  }

  @Test
  void check_installs_every_program_that_a_test_needs() {
    var needed = Pattern.compile("Needs\\.program\\(\"([\\w.-]+)\"\\)");
    var listed = Project.text(Project.ROOT.resolve("check"));
    assertThat(
            Project.files(Project.ROOT, "Test.java", "IT.java", "Contract.java").stream()
                .filter(file -> !file.endsWith("NeedsTest.java"))
                .flatMap(file -> needed.matcher(Project.text(file)).results())
                .map(found -> found.group(1)))
        .allMatch(program -> listed.contains("\n" + program + " "), "is listed in ./check");
  }

  private static Stream<Path> sourceFiles() {
    return Project.files(Project.ROOT, ".java", ".ts", ".svelte", ".css", ".sh").stream()
        .filter(Files::isRegularFile);
  }

  private interface Use {
    boolean test(Compiled from, String to);
  }

  private List<String> usesWhere(Predicate<Compiled> who, Use what) {
    return classes.stream()
        .filter(who)
        .flatMap(from ->
            from.uses().stream()
                .filter(to -> what.test(from, to))
                .map(to -> from.name() + " uses " + to))
        .toList();
  }

  private List<String> usesOutside(String module, String... prefixes) {
    return usesWhere(in(module).negate(), (_, to) -> Stream.of(prefixes).anyMatch(to::startsWith));
  }

  private List<String> callsWhere(Predicate<Compiled> who, Pattern what) {
    return classes.stream()
        .filter(who)
        .flatMap(from ->
            from.calls().stream()
                .filter(what.asMatchPredicate())
                .map(call -> from.name() + " calls " + call))
        .toList();
  }

  private List<String> callsOutside(String module, Pattern what) {
    return callsWhere(in(module).negate(), what);
  }

  private static Predicate<Compiled> in(String module) {
    return type -> type.module().equals(module);
  }

  private static boolean isOurs(String type) {
    return type.startsWith(OURS);
  }

  /** A package belongs to the module that its third segment names. */
  private static String moduleOf(String type) {
    return "bartizan-" + type.split("\\.", -1)[2];
  }

  private static boolean mayUse(String from, String to) {
    return from.equals(to) || to.equals("bartizan-core");
  }

  private static boolean isSourcePackage(String type) {
    return Compiled.packageOf(type).startsWith(SOURCES)
        && SHARED.stream().noneMatch(shared -> Compiled.packageOf(type).startsWith(shared));
  }

  /** The feed's package, without packages below it: {@code dev.bartizan.sources.pcap}. */
  private static String feed(String type) {
    return Stream.of(Compiled.packageOf(type).split("\\.", -1))
        .limit(4)
        .collect(Collectors.joining("."));
  }

  private Map<String, Set<String>> packageGraph() {
    var graph = new TreeMap<String, Set<String>>();
    for (var from : classes) {
      var to = graph.computeIfAbsent(from.packageName(), _ -> new TreeSet<>());
      from.uses().stream()
          .filter(ArchitectureTest::isOurs)
          .map(Compiled::packageOf)
          .forEach(to::add);
      to.remove(from.packageName());
    }
    return graph;
  }

  private static boolean reaches(Map<String, Set<String>> graph, String start) {
    var seen = new HashSet<String>();
    var open = new ArrayDeque<>(graph.get(start));
    while (!open.isEmpty()) {
      var next = open.pop();
      if (next.equals(start)) {
        return true;
      }
      if (seen.add(next)) {
        open.addAll(graph.getOrDefault(next, Set.of()));
      }
    }
    return false;
  }
}
