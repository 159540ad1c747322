package dev.bartizan.core.event;

import org.jspecify.annotations.Nullable;

/** A web server answered a request, or Suricata saw one. */
public record RequestServed(Head head, Request request, Response response, Client client)
    implements Event {
  @Override
  public RequestServed with(Head other) {
    return new RequestServed(other, request, response, client);
  }

  /**
   * What was asked.
   *
   * @param path of the URI, undecoded, before the question mark
   * @param query after the question mark, undecoded; null without one
   * @param version such as {@code HTTP/2.0}
   */
  public record Request(
      @Nullable String method,
      @Nullable String host,
      @Nullable String path,
      @Nullable String query,
      @Nullable String version) {}

  /**
   * What was answered.
   *
   * @param status -1 when unknown
   * @param bytes of the body; -1 when unknown
   * @param micros taken; -1 when unknown
   */
  public record Response(int status, long bytes, long micros) {}

  /**
   * Who asked.
   *
   * @param user that logged in
   */
  public record Client(@Nullable String agent, @Nullable String referrer, @Nullable String user) {
    /** Nothing known. */
    public static final Client UNKNOWN = new Client(null, null, null);
  }
}
