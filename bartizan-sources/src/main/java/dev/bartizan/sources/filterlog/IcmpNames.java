package dev.bartizan.sources.filterlog;

import java.util.HashMap;
import java.util.Map;

/**
 * Numbers of ICMP types and codes by pf's names (pf.conf(5), icmp-type and icmp-code), and by those
 * that older pfSense prints.
 */
final class IcmpNames {
  private static final Map<String, Integer> TYPES = new HashMap<>();
  private static final Map<String, Integer> TYPES_V6 = new HashMap<>();
  private static final Map<String, Integer> CODES = new HashMap<>();
  private static final Map<String, Integer> CODES_V6 = new HashMap<>();
  private static final Map<String, Integer> OLD = new HashMap<>();
  private static final int UNKNOWN = -1;

  private IcmpNames() {}

  /** The number of a type; -1 when the name is not known. */
  static int type(String name, boolean v6) {
    return number(v6 ? TYPES_V6 : TYPES, name, name);
  }

  /** The number of a code of this type; -1 when the name is not known. */
  static int code(int type, String name, boolean v6) {
    return number(v6 ? CODES_V6 : CODES, type + " " + name, name);
  }

  /**
   * Type times 256 plus code for a name of older pfSense, where a code of 255 says that the name
   * tells none; -1 when the name is not known.
   */
  static int old(String name) {
    return OLD.getOrDefault(name, UNKNOWN);
  }

  private static int number(Map<String, Integer> names, String key, String name) {
    var known = names.get(key);
    if (known != null) {
      return known;
    }
    boolean wrapped = name.startsWith("unknown(") && name.endsWith(")");
    var digits = wrapped ? name.substring(8, name.length() - 1) : name;
    return digits.matches("\\d{1,3}") ? Math.min(255, Integer.parseInt(digits)) : UNKNOWN;
  }

  private static void types(Map<String, Integer> to, String table) {
    for (var line : table.strip().split("\\s+", -1)) {
      int equals = line.indexOf('=');
      to.put(line.substring(0, equals), Integer.valueOf(line.substring(equals + 1)));
    }
  }

  /** Names of the codes 0, 1, 2 ... of a type; a dash where there is none. */
  private static void codes(Map<String, Integer> to, int type, String... names) {
    for (int code = 0; code < names.length; code++) {
      to.put(type + " " + names[code], code);
    }
  }

  static {
    types(
        TYPES,
        """
        echorep=0 unreach=3 squench=4 redir=5 althost=6 echoreq=8 routeradv=9 routersol=10 timex=11
        paramprob=12 timereq=13 timerep=14 inforeq=15 inforep=16 maskreq=17 maskrep=18 trace=30
        dataconv=31 mobredir=32 ipv6-where=33 ipv6-here=34 mobregreq=35 mobregrep=36 skip=39
        photuris=40
        """);
    types(
        TYPES_V6,
        """
        unreach=1 toobig=2 timex=3 paramprob=4 echoreq=128 echorep=129 listqry=130 listenrep=131
        listendone=132 routersol=133 routeradv=134 neighbrsol=135 neighbradv=136 redir=137
        routrrenum=138 niqry=139 nirep=140 listenrepv2=143 mtraceresp=200 mtrace=201
        """);
    codes(
        CODES,
        3,
        "net-unr",
        "host-unr",
        "proto-unr",
        "port-unr",
        "needfrag",
        "srcfail",
        "net-unk",
        "host-unk",
        "isolate",
        "net-prohib",
        "host-prohib",
        "net-tos",
        "host-tos",
        "filter-prohib",
        "host-preced",
        "cutoff-preced");
    codes(CODES, 5, "redir-net", "redir-host", "redir-tos-net", "redir-tos-host");
    CODES.put("9 normal-adv", 0);
    CODES.put("9 common-adv", 16);
    codes(CODES, 11, "transit", "reassemb");
    codes(CODES, 12, "badhead", "optmiss", "badlen");
    codes(CODES, 40, "unknown-ind", "auth-fail", "decrypt-fail");
    codes(CODES_V6, 1, "noroute-unr", "admin-unr", "beyond-unr", "addr-unr", "port-unr");
    codes(CODES_V6, 3, "transit", "reassemb");
    codes(CODES_V6, 4, "badhead", "nxthdr");
    codes(CODES_V6, 137, "redironlink", "redirrouter");
    types(
        OLD,
        """
        reply=0 unreachproto=770 unreachport=771 needfrag=772 unreach=1023 redirect=1535
        request=2048 timeexceed=3071 paramprob=3327 tstamp=3328 tstampreply=3584 maskreply=4863
        """);
  }
}
