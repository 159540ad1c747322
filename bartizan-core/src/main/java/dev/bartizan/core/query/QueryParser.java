package dev.bartizan.core.query;

import dev.bartizan.core.event.Field;
import dev.bartizan.core.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The query language, by recursive descent. Terms side by side are joined by AND; the words {@code
 * src dst host net port} of tcpdump are understood where a field would stand.
 */
final class QueryParser {
  private static final int MAX_LENGTH = 16_384;
  private static final int MAX_DEPTH = 200;

  private final Lexer lexer;
  private int depth;

  QueryParser(String text) throws QuerySyntaxException {
    if (text.length() > MAX_LENGTH) {
      throw new QuerySyntaxException(
          MAX_LENGTH + 1, "the query is longer than " + MAX_LENGTH + " characters");
    }
    lexer = new Lexer(text);
  }

  Query parse() throws QuerySyntaxException {
    if (lexer.peek() instanceof Token.End) {
      return Query.all();
    }
    var query = or(null);
    if (!(lexer.peek() instanceof Token.End)) {
      throw unexpected("the end, AND, OR or another term");
    }
    return query;
  }

  private Query or(@Nullable Target target) throws QuerySyntaxException {
    if (++depth > MAX_DEPTH) {
      throw new QuerySyntaxException(
          lexer.peek().column(), "brackets nest deeper than " + MAX_DEPTH);
    }
    var any = new ArrayList<Query>();
    any.add(and(target));
    while (lexer.take("or", "||")) {
      any.add(and(target));
    }
    depth--;
    return any.size() == 1 ? any.getFirst() : new Query.Or(List.copyOf(any));
  }

  private Query and(@Nullable Target target) throws QuerySyntaxException {
    var all = new ArrayList<Query>();
    all.add(not(target));
    while (true) {
      boolean said = lexer.take("and", "&&");
      if (!said && (lexer.at("or", "||") || lexer.at(")") || lexer.peek() instanceof Token.End)) {
        break;
      }
      all.add(not(target));
    }
    return all.size() == 1 ? all.getFirst() : new Query.And(List.copyOf(all));
  }

  private Query not(@Nullable Target target) throws QuerySyntaxException {
    boolean negated = false;
    while (lexer.take("not", "!") || lexer.takeMinus()) {
      negated = !negated;
    }
    var query = term(target);
    return negated ? new Query.Not(query) : query;
  }

  private Query term(@Nullable Target target) throws QuerySyntaxException {
    if (lexer.take("(")) {
      var inner = or(target);
      if (!lexer.take(")")) {
        throw unexpected("')'");
      }
      return inner;
    }
    if (target != null) {
      return value(target);
    }
    if (lexer.peek() instanceof Token.Word word && !word.quoted()) {
      if (lexer.colonFollows()) {
        return field(word);
      }
      var dump = TcpdumpWords.target(word.text(), lexer);
      if (dump != null) {
        return value(dump);
      }
    }
    return bare();
  }

  private Query field(Token.Word word) throws QuerySyntaxException {
    lexer.next();
    lexer.next();
    if (word.text().equals("_exists_")) {
      var name = word("the name of a field");
      return Target.named(name.text(), name.column()).exists();
    }
    var target = Target.named(word.text(), word.column());
    return lexer.at("(") ? term(target) : value(target);
  }

  private Query value(Target target) throws QuerySyntaxException {
    for (var comparison : List.of(">=", "<=", ">", "<")) {
      if (lexer.take(comparison)) {
        return target.compare(comparison, word("a value"));
      }
    }
    if (lexer.at("[") || lexer.at("{")) {
      return range(target);
    }
    return target.equal(word("a value for " + target.name()));
  }

  private Query range(Target target) throws QuerySyntaxException {
    boolean fromIncluded = lexer.take("[");
    if (!fromIncluded) {
      lexer.next();
    }
    var from = word("the start of the range");
    if (!lexer.take("to", "TO")) {
      throw unexpected("TO");
    }
    var to = word("the end of the range");
    boolean toIncluded = lexer.take("]");
    if (!toIncluded && !lexer.take("}")) {
      throw unexpected("']' or '}'");
    }
    return target.range(from, fromIncluded, to, toIncluded);
  }

  private Query bare() throws QuerySyntaxException {
    var word = word("a field, a value or '('");
    if (!word.quoted()) {
      if (word.text().equals("*")) {
        return Query.all();
      }
      if (Prefix.parse(word.text()) != null) {
        return Target.named("ip", word.column()).equal(word);
      }
    }
    if (word.text().isEmpty()) {
      throw new QuerySyntaxException(
          word.column(), "an empty text matches nothing in particular; leave it out");
    }
    return new Query.Contains(Matcher.lower(Wildcard.literal(word.text(), word.column())));
  }

  private Token.Word word(String expected) throws QuerySyntaxException {
    if (lexer.peek() instanceof Token.Word word) {
      lexer.next();
      return word;
    }
    throw unexpected(expected);
  }

  private QuerySyntaxException unexpected(String expected) {
    var found = lexer.peek();
    var what = found instanceof Token.End ? "the query ends" : "found '" + found.text() + "'";
    return new QuerySyntaxException(found.column(), "expected " + expected + ", but " + what);
  }

  /**
   * tcpdump's way of naming a field: {@code src host A}, {@code dst port N}, {@code net N/L},
   * {@code host A}, {@code port N}.
   */
  private static final class TcpdumpWords {
    static @Nullable Target target(String word, Lexer lexer) throws QuerySyntaxException {
      var side = word.toLowerCase(Locale.ROOT);
      return switch (side) {
        case "src", "dst" -> sided(side, lexer);
        case "host", "net" -> plain("ip", lexer);
        case "port" -> plain("port", lexer);
        default -> null;
      };
    }

    private static @Nullable Target plain(String name, Lexer lexer) throws QuerySyntaxException {
      if (!lexer.wordFollows()) {
        return null;
      }
      return Target.named(name, lexer.next().column());
    }

    private static @Nullable Target sided(String side, Lexer lexer) throws QuerySyntaxException {
      if (!lexer.wordFollows()) {
        return null;
      }
      int column = lexer.next().column();
      if (lexer.wordFollows() && lexer.take("host", "net")) {
        return Target.named(side + ".ip", column);
      }
      if (lexer.wordFollows() && lexer.take("port", "port")) {
        return Target.named(side + ".port", column);
      }
      return Target.named(side + ".ip", column);
    }
  }

  /** Fields that a value can be tested against: one, or several of which any may match. */
  static final class Fields {
    private Fields() {}

    static List<Field> named(String name) {
      return switch (name) {
        case "ip", "host" -> List.of(Field.SRC_IP, Field.DST_IP);
        case "port" -> List.of(Field.SRC_PORT, Field.DST_PORT);
        case "iface" -> List.of(Field.IFACE_IN, Field.IFACE_OUT);
        case "mac" -> List.of(Field.MAC_SRC, Field.MAC_DST);
        case "nat.ip" -> List.of(Field.NAT_SRC_IP, Field.NAT_DST_IP);
        case "nat.port" -> List.of(Field.NAT_SRC_PORT, Field.NAT_DST_PORT);
        case "rule" -> List.of(Field.RULE_ID, Field.RULE_NAME);
        case "flag" -> List.of(Field.FLAGS);
        default -> {
          var field = Field.named(name);
          yield field == null ? List.of() : List.of(field);
        }
      };
    }
  }
}
