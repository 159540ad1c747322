package dev.bartizan.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One page of the manual: its fenced blocks, headings and links. */
record Page(Path file, String text) {
  private static final Pattern FENCE =
      Pattern.compile("^```([\\w-]*)[^\\n]*\\n(.*?)^```\\s*$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern LINK =
      Pattern.compile("(?<!`)\\[[^\\]\\n]*\\]\\(([^)\\s]+)[^)]*\\)");
  private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+)$", Pattern.MULTILINE);
  private static final Pattern NOT_IN_ANCHOR = Pattern.compile("[^\\p{L}\\p{N} _-]");

  /** A fenced block and the line on which it starts. */
  record Block(Page page, int line, String body) {
    String place() {
      return Project.name(page.file()) + ":" + line;
    }

    /** What a person would type, one per {@code $ } line, continued lines joined. */
    List<String> typed() {
      var typed = new ArrayList<String>();
      var joined = body.replaceAll("\\\\\\n\\s*", "");
      joined
          .lines()
          .filter(line -> line.startsWith("$ "))
          .map(l -> l.substring(2))
          .forEach(typed::add);
      return typed;
    }
  }

  /** README, CONTRIBUTING, every WHY and everything below docs. */
  static List<Page> all() {
    return Project.files(Project.ROOT, ".md").stream()
        .map(file -> new Page(file, Project.text(file)))
        .toList();
  }

  List<Block> blocks(String language) {
    return FENCE
        .matcher(text)
        .results()
        .filter(found -> found.group(1).equals(language))
        .map(found -> new Block(this, lineOf(found), found.group(2)))
        .toList();
  }

  /** Where links to this project's own files and headings point. */
  List<String> links() {
    return LINK.matcher(FENCE.matcher(text).replaceAll(""))
        .results()
        .map(found -> found.group(1))
        .filter(link -> !link.matches("[a-z]+:.*"))
        .toList();
  }

  /** The headings as anchors, the way GitHub and others make them. */
  List<String> anchors() {
    return HEADING
        .matcher(FENCE.matcher(text).replaceAll(""))
        .results()
        .map(found -> NOT_IN_ANCHOR.matcher(found.group(1)).replaceAll(""))
        .map(heading -> heading.strip().toLowerCase(Locale.ROOT).replace(' ', '-'))
        .toList();
  }

  /** Why a link of this page leads nowhere; empty when it leads somewhere. */
  Stream<String> broken(String link) {
    var parts = link.split("#", 2);
    var target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
    if (!target.toFile().exists()) {
      return Stream.of(Project.name(file) + ": no file " + link);
    }
    if (parts.length == 1 || new Page(target, Project.text(target)).anchors().contains(parts[1])) {
      return Stream.empty();
    }
    return Stream.of(Project.name(file) + ": no heading " + link);
  }

  @Override
  public String toString() {
    return Project.name(file);
  }

  private int lineOf(MatchResult found) {
    return (int) text.substring(0, found.start()).lines().count() + 1;
  }
}
