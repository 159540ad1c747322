package dev.bartizan.core.query;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a query into tokens. A colon ends a word only where a field name may end: the first one of a
 * word made of name characters, so that IPv6 addresses and times stay whole.
 */
final class Lexer {
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int next;

  Lexer(String text) throws QuerySyntaxException {
    this.text = text;
    while (at < text.length()) {
      read();
    }
    tokens.add(new Token.End(text.length() + 1));
  }

  Token peek() {
    return tokens.get(next);
  }

  Token next() {
    var token = tokens.get(next);
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  boolean at(String... any) {
    var token = peek();
    for (var text : any) {
      if (is(token, text)) {
        return true;
      }
    }
    return false;
  }

  boolean take(String... any) {
    boolean here = at(any);
    if (here) {
      next++;
    }
    return here;
  }

  boolean takeMinus() {
    return take("-");
  }

  boolean colonFollows() {
    return is(tokens.get(Math.min(next + 1, tokens.size() - 1)), ":");
  }

  boolean wordFollows() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1)) instanceof Token.Word;
  }

  private static boolean is(Token token, String text) {
    return switch (token) {
      case Token.Sign sign -> sign.text().equals(text);
      case Token.Word word -> !word.quoted() && word.text().equalsIgnoreCase(text);
      case Token.End _ -> false;
    };
  }

  private void read() throws QuerySyntaxException {
    char c = text.charAt(at);
    int column = at + 1;
    if (Character.isWhitespace(c)) {
      at++;
    } else if (c == '"') {
      quoted(column);
    } else if (text.startsWith("&&", at) || text.startsWith("||", at)) {
      sign(column, 2);
    } else if (c == '>' || c == '<') {
      sign(column, at + 1 < text.length() && text.charAt(at + 1) == '=' ? 2 : 1);
    } else if ("()[]{}!:".indexOf(c) >= 0 && (endsField() || !text.startsWith("::", at))) {
      sign(column, 1);
    } else if (c == '-' && atTermStart()) {
      sign(column, 1);
    } else {
      word(column);
    }
  }

  /** Whether a colon here ends the name just read, as in {@code src.ip:::1}. */
  private boolean endsField() {
    return !tokens.isEmpty()
        && tokens.getLast() instanceof Token.Word word
        && !word.quoted()
        && word.column() - 1 + word.text().length() == at;
  }

  /** A minus negates before a term; inside a range or after a colon it belongs to the value. */
  private boolean atTermStart() {
    return at + 1 < text.length()
        && !Character.isWhitespace(text.charAt(at + 1))
        && (tokens.isEmpty() || !is(tokens.getLast(), ":"));
  }

  private void sign(int column, int length) {
    tokens.add(new Token.Sign(column, text.substring(at, at + length)));
    at += length;
  }

  private void quoted(int column) throws QuerySyntaxException {
    int from = ++at;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= text.length()) {
      throw new QuerySyntaxException(column, "this quote is never closed");
    }
    tokens.add(new Token.Word(column, text.substring(from, at), true));
    at++;
  }

  private void word(int column) {
    int from = at;
    boolean name = !afterColon();
    while (at < text.length() && !ends(text.charAt(at))) {
      char c = text.charAt(at);
      if (c == ':' && name && at > from && !looksLikeAddress(from)) {
        break;
      }
      name &= Character.isLetterOrDigit(c) || c == '.' || c == '_';
      at += c == '\\' && at + 1 < text.length() ? 2 : 1;
    }
    tokens.add(new Token.Word(column, text.substring(from, at), false));
  }

  private boolean afterColon() {
    return !tokens.isEmpty()
        && is(tokens.getLast(), ":")
        && ((Token.Sign) tokens.getLast()).column() == at;
  }

  private boolean looksLikeAddress(int from) {
    int end = at;
    while (end < text.length() && !ends(text.charAt(end))) {
      end++;
    }
    return dev.bartizan.core.net.Prefix.parse(text.substring(from, end)) != null;
  }

  private static boolean ends(char c) {
    return Character.isWhitespace(c) || "()[]{}\"<>".indexOf(c) >= 0;
  }
}
