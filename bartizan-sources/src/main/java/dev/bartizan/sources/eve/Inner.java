package dev.bartizan.sources.eve;

import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.sources.json.JsonCursor;
import dev.bartizan.sources.json.Members;
import dev.bartizan.sources.json.Names;
import dev.bartizan.sources.json.TextCache;

/** The names inside the objects of a record, whichever object it is. */
final class Inner {
  static final int SIGNATURE = 0;
  static final int CATEGORY = 1;
  static final int SEVERITY = 2;
  static final int SIGNATURE_ID = 3;
  static final int GID = 4;
  static final int REV = 5;
  static final int ACTION = 6;
  static final int EVENT = 7;
  static final int TYPE = 8;
  static final int CODE = 9;
  static final int APP_PROTO = 10;
  static final int HOSTNAME = 11;
  static final int URL = 12;
  static final int HTTP_METHOD = 13;
  static final int PROTOCOL = 14;
  static final int VERSION = 15;
  static final int STATUS = 16;
  static final int LENGTH = 17;
  static final int HTTP_USER_AGENT = 18;
  static final int HTTP_REFER = 19;
  static final int RRNAME = 20;
  static final int RRTYPE = 21;
  static final int RCODE = 22;
  static final int QUERIES = 23;
  static final int QUERY = 24;
  static final int ANSWER = 25;
  static final int SNI = 26;
  static final int SUBJECT = 27;
  static final int JA3 = 28;
  static final int JA4 = 29;
  static final int HASH = 30;
  static final int CLIENT = 31;
  static final int SERVER = 32;
  static final int PROTO_VERSION = 33;
  static final int SOFTWARE_VERSION = 34;
  static final int PKTS_TOSERVER = 35;
  static final int BYTES_TOSERVER = 36;
  static final int PKTS_TOCLIENT = 37;
  static final int BYTES_TOCLIENT = 38;
  static final int START = 39;
  static final int STOP = 40;
  static final int STATE = 41;
  static final int PKTS = 42;
  static final int BYTES = 43;
  static final int LEN = 44;
  static final int TOS = 45;
  static final int TTL = 46;
  static final int IPID = 47;
  static final int TC = 48;
  static final int HOPLIMIT = 49;
  static final int FLOWLBL = 50;
  static final int TCPSEQ = 51;
  static final int TCPACK = 52;
  static final int TCPWIN = 53;
  static final int TCPURGP = 54;
  static final int FIN = 55;
  static final int SYN = 56;
  static final int RST = 57;
  static final int PSH = 58;
  static final int ACK = 59;
  static final int URG = 60;
  static final int UDPLEN = 61;
  static final int ICMP_ID = 62;
  static final int ICMP_SEQ = 63;
  static final int REASON = 64;
  private static final int COUNT = 65;

  private static final Names NAMES =
      Names.of(
          "signature",
          "category",
          "severity",
          "signature_id",
          "gid",
          "rev",
          "action",
          "event",
          "type",
          "code",
          "app_proto",
          "hostname",
          "url",
          "http_method",
          "protocol",
          "version",
          "status",
          "length",
          "http_user_agent",
          "http_refer",
          "rrname",
          "rrtype",
          "rcode",
          "queries",
          "query",
          "answer",
          "sni",
          "subject",
          "ja3",
          "ja4",
          "hash",
          "client",
          "server",
          "proto_version",
          "software_version",
          "pkts_toserver",
          "bytes_toserver",
          "pkts_toclient",
          "bytes_toclient",
          "start",
          "end",
          "state",
          "pkts",
          "bytes",
          "len",
          "tos",
          "ttl",
          "ipid",
          "tc",
          "hoplimit",
          "flowlbl",
          "tcpseq",
          "tcpack",
          "tcpwin",
          "tcpurgp",
          "fin",
          "syn",
          "rst",
          "psh",
          "ack",
          "urg",
          "udplen",
          "icmp_id",
          "icmp_seq",
          "reason");

  private Inner() {}

  static Members members(JsonCursor cursor, TextCache cache) {
    return new Members(cursor, cache, NAMES, COUNT);
  }

  /** Reads the object under a name into {@code into}; what is no object makes it empty. */
  static boolean read(Members of, int name, Members into) throws MalformedInput {
    into.clear();
    if (!of.enter(name, JsonCursor.OBJECT)) {
      return false;
    }
    into.read();
    return true;
  }
}
