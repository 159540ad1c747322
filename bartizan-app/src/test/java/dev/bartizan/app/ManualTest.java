package dev.bartizan.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ParameterException;

/** The manual is true: its examples work, its links lead somewhere, nothing lacks its page. */
class ManualTest {
  private static final String SOURCES = "dev.bartizan.sources.";

  /** Packages of bartizan-sources that are no feed of their own. */
  private static final Set<String> SHARED = Set.of("file", "json", "line", "packet");

  private final List<Page> pages = Page.all();

  @TempDir Path dir;

  @Test
  void links_lead_somewhere() {
    assertThat(pages.stream().flatMap(page -> page.links().stream().flatMap(page::broken)))
        .isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> what_people_are_told_to_type_is_understood() {
    return blocks("console")
        .flatMap(block ->
            block.typed().stream()
                .flatMap(line -> Typed.commands(line).stream())
                .map(words ->
                    DynamicTest.dynamicTest(
                        block.place() + " " + String.join(" ", words), () -> parse(words))));
  }

  @TestFactory
  Stream<DynamicTest> configurations_that_people_are_shown_are_accepted() {
    return blocks("yaml")
        .map(block -> DynamicTest.dynamicTest(block.place(), () -> load(block.body())));
  }

  @Test
  void every_feed_has_its_page() {
    var feeds =
        Compiled.all().stream()
            .map(Compiled::packageName)
            .filter(name -> name.startsWith(SOURCES))
            .map(name -> name.substring(SOURCES.length()).split("\\.", 2)[0])
            .filter(feed -> !SHARED.contains(feed))
            .distinct();
    assertThat(feeds).isNotEmpty().allMatch(feed -> exists("docs/sources/" + feed + ".md"));
  }

  @Test
  void every_verb_has_its_section() {
    var verbs = Main.commandLine().getSubcommands().keySet();
    var manual = Project.ROOT.resolve("docs/cli.md");
    var headings = String.join(" ", new Page(manual, Project.text(manual)).anchors());
    assertThat(verbs).isNotEmpty().allMatch(verb -> headings.matches(".*\\b" + verb + "\\b.*"));
  }

  private Stream<Page.Block> blocks(String language) {
    return pages.stream().flatMap(page -> page.blocks(language).stream());
  }

  private static void parse(List<String> words) {
    try {
      Main.commandLine().parseArgs(words.toArray(String[]::new));
    } catch (ParameterException e) {
      fail(e.getMessage());
    }
  }

  private void load(String yaml) throws IOException {
    var file = Files.writeString(dir.resolve("bartizan.yaml"), yaml);
    var said = new StringWriter();
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(said))
            .setErr(new PrintWriter(said))
            .execute("config", "check", "--config", file.toString());
    assertThat(code).as(said.toString()).isZero();
  }

  private static boolean exists(String file) {
    return Files.exists(Project.ROOT.resolve(file));
  }
}
