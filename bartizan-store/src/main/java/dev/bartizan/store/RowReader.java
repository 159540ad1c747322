package dev.bartizan.store;

import dev.bartizan.core.event.AlertRaised;
import dev.bartizan.core.event.Counters;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Extra;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.FlowObserved;
import dev.bartizan.core.event.Head;
import dev.bartizan.core.event.HoneypotTouched;
import dev.bartizan.core.event.Kind;
import dev.bartizan.core.event.PacketLogged;
import dev.bartizan.core.event.RequestServed;
import dev.bartizan.core.event.Span;
import dev.bartizan.core.event.StateChanged;
import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.event.Transport;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.Endpoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes events of the rows of one kind's table, selected with {@link #columns}. */
final class RowReader {
  private final Kind kind;
  private final ResultSet row;
  private final Map<Field, Integer> places = new EnumMap<>(Field.class);
  private final Stamps stamps;
  private final int detail;

  RowReader(Kind kind, Stamps stamps, ResultSet row) {
    this.kind = kind;
    this.stamps = stamps;
    this.row = row;
    int place = 4;
    for (var field : Column.fields(kind)) {
      places.put(field, place);
      place += field.type() == Field.Type.ADDRESS ? 2 : 1;
    }
    this.detail = Column.of(kind).size();
  }

  /** The columns to select, for a list after SELECT. */
  static String columns(Kind kind) {
    return String.join(", ", Column.of(kind).stream().map(Column::sql).toList());
  }

  StoredEvent read() throws SQLException {
    return new StoredEvent(row.getLong(1), event());
  }

  private Event event() throws SQLException {
    var stamp = stamps.get(row.getInt(3));
    var head = head(stamp);
    return switch (kind) {
      case PACKET ->
          new PacketLogged(
              head,
              stamp.rule(),
              ip(stamp.ipFlags()),
              transport(stamp.variant()),
              new PacketLogged.Link(text(Field.MAC_SRC), text(Field.MAC_DST)));
      case STATE ->
          new StateChanged(
              head,
              new StateChanged.State(
                  StateChanged.Change.valueOf(upper(some(Field.STATE_CHANGE))),
                  text(Field.STATE_ID),
                  text(Field.STATE_CREATOR),
                  stamp.rule()),
              new StateChanged.Translation(
                  endpoint(Field.NAT_SRC_IP, Field.NAT_SRC_PORT),
                  endpoint(Field.NAT_DST_IP, Field.NAT_DST_PORT)),
              counters(),
              span());
      case ALERT -> new AlertRaised(head, signature(), text(Field.FLOW_ID), text(Field.APP));
      case FLOW ->
          new FlowObserved(
              head,
              new FlowObserved.Flow(
                  some(Field.FLOW_TYPE),
                  text(Field.FLOW_ID),
                  text(Field.APP),
                  text(Field.FLOW_STATE)),
              layer(stamp.variant()),
              counters(),
              span());
      case REQUEST ->
          new RequestServed(
              head,
              new RequestServed.Request(
                  text(Field.HTTP_METHOD),
                  text(Field.HTTP_HOST),
                  text(Field.HTTP_PATH),
                  text(Field.HTTP_QUERY),
                  text(Field.HTTP_VERSION)),
              new RequestServed.Response(
                  (int) number(Field.HTTP_STATUS),
                  number(Field.HTTP_BYTES),
                  number(Field.DURATION)),
              new RequestServed.Client(
                  text(Field.HTTP_AGENT), text(Field.HTTP_REFERRER), text(Field.HTTP_USER)));
      case HONEYPOT ->
          new HoneypotTouched(
              head,
              new HoneypotTouched.Visit(
                  HoneypotTouched.Phase.valueOf(upper(some(Field.HONEYPOT_PHASE))),
                  some(Field.HONEYPOT_SERVICE),
                  some(Field.HONEYPOT_SESSION),
                  text(Field.HONEYPOT_OUTCOME)),
              new HoneypotTouched.Exchange(
                  number(Field.DURATION), number(Field.BYTES_IN), number(Field.BYTES_OUT)),
              new HoneypotTouched.Tried(
                  text(Field.HONEYPOT_USER),
                  text(Field.HONEYPOT_PASSWORD),
                  text(Field.HONEYPOT_CLIENT)));
    };
  }

  private Head head(Stamp stamp) throws SQLException {
    return new Head(
        row.getLong(2),
        stamp.origin(),
        endpoint(Field.SRC_IP, Field.SRC_PORT),
        endpoint(Field.DST_IP, Field.DST_PORT),
        (int) number(Field.PROTO),
        stamp.passage(),
        Extra.of((int) number(Field.FLAGS), row.getString(detail), null));
  }

  private PacketLogged.Ip ip(@Nullable String flags) throws SQLException {
    return new PacketLogged.Ip(
        (int) number(Field.IP_LENGTH),
        (int) number(Field.IP_TTL),
        (int) number(Field.IP_TOS),
        (int) number(Field.IP_ID),
        (int) number(Field.IP_OFFSET),
        flags,
        (int) number(Field.IP_FLOWLABEL));
  }

  private Transport transport(int variant) throws SQLException {
    int payload = (int) number(Field.PAYLOAD);
    return switch (variant) {
      case 1 ->
          new Transport.Tcp(
              payload,
              (int) number(Field.TCP_FLAGS),
              number(Field.TCP_SEQ),
              number(Field.TCP_ACK),
              (int) number(Field.TCP_WINDOW),
              (int) number(Field.TCP_URGENT),
              text(Field.TCP_OPTIONS));
      case 2 ->
          new Transport.Icmp(
              payload,
              (int) number(Field.ICMP_TYPE),
              (int) number(Field.ICMP_CODE),
              (int) number(Field.ICMP_ID),
              (int) number(Field.ICMP_SEQ),
              number(Field.ICMP_MTU));
      default -> new Transport.Other(payload);
    };
  }

  private AlertRaised.Signature signature() throws SQLException {
    return new AlertRaised.Signature(
        some(Field.ALERT_SIGNATURE),
        text(Field.ALERT_CATEGORY),
        (int) number(Field.ALERT_SEVERITY),
        number(Field.ALERT_SID),
        number(Field.ALERT_GID),
        (int) number(Field.ALERT_REV));
  }

  private FlowObserved.Layer layer(int variant) throws SQLException {
    return switch (variant) {
      case 1 ->
          new FlowObserved.Dns(text(Field.DNS_QUERY), text(Field.DNS_TYPE), text(Field.DNS_RCODE));
      case 2 ->
          new FlowObserved.Tls(
              text(Field.TLS_SNI),
              text(Field.TLS_VERSION),
              text(Field.TLS_SUBJECT),
              text(Field.TLS_JA3),
              text(Field.TLS_JA4));
      case 3 -> new FlowObserved.Ssh(text(Field.SSH_CLIENT), text(Field.SSH_SERVER));
      default -> FlowObserved.Plain.PLAIN;
    };
  }

  private Counters counters() throws SQLException {
    return new Counters(
        number(Field.SRC_PACKETS),
        number(Field.SRC_BYTES),
        number(Field.DST_PACKETS),
        number(Field.DST_BYTES));
  }

  private Span span() throws SQLException {
    return new Span(number(Field.START), number(Field.END));
  }

  private Endpoint endpoint(Field ip, Field port) throws SQLException {
    return new Endpoint(address(ip), (int) number(port));
  }

  private @Nullable Address address(Field field) throws SQLException {
    int place = place(field);
    long high = row.getLong(place);
    long low = row.getLong(place + 1);
    return row.wasNull() ? null : new Address(high, low);
  }

  private long number(Field field) throws SQLException {
    long number = row.getLong(place(field));
    return number == 0 && row.wasNull() ? -1 : number;
  }

  private @Nullable String text(Field field) throws SQLException {
    return row.getString(place(field));
  }

  private String some(Field field) throws SQLException {
    return Objects.requireNonNullElse(text(field), "");
  }

  private int place(Field field) {
    return Objects.requireNonNull(places.get(field));
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  /** All rows of a result. */
  static List<StoredEvent> all(Kind kind, Stamps stamps, ResultSet rows) throws SQLException {
    var reader = new RowReader(kind, stamps, rows);
    var events = new java.util.ArrayList<StoredEvent>();
    while (rows.next()) {
      events.add(reader.read());
    }
    return events;
  }
}
