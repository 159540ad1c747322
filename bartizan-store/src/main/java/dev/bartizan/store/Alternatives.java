package dev.bartizan.store;

import dev.bartizan.core.query.Query;
import java.util.ArrayList;
import java.util.List;

/**
 * A query as several that no two of which match the same event. The database finds {@code src.ip:A}
 * and {@code dst.ip:A} by the least and greatest values of its blocks; of the two joined by OR it
 * looks at every row.
 */
final class Alternatives {
  private static final int MOST = 4;

  private Alternatives() {}

  /** The query itself when nothing is gained. */
  static List<Query> of(Query query) {
    return switch (query) {
      case Query.Or(var any)
          when any.size() <= MOST && any.stream().allMatch(Alternatives::isSought) ->
          disjoint(any);
      case Query.And(var all) -> ofAnd(all, query);
      case Query.All _,
          Query.Or _,
          Query.Not _,
          Query.Exists _,
          Query.Contains _,
          Query.Is _,
          Query.Like _,
          Query.Between _,
          Query.Within _,
          Query.Has _ ->
          List.of(query);
    };
  }

  private static List<Query> ofAnd(List<Query> all, Query query) {
    for (var part : all) {
      var pieces = of(part);
      if (pieces.size() > 1) {
        var rest = new ArrayList<>(all);
        rest.remove(part);
        return pieces.stream().map(piece -> and(piece, rest)).toList();
      }
    }
    return List.of(query);
  }

  private static Query and(Query first, List<Query> rest) {
    var all = new ArrayList<Query>();
    all.add(first);
    all.addAll(rest);
    return new Query.And(all);
  }

  private static boolean isSought(Query query) {
    return switch (query) {
      case Query.Between _, Query.Within _ -> true;
      case Query.Is _ -> !Where.isStamped(query);
      case Query.And(var all) -> all.stream().anyMatch(Alternatives::isSought);
      case Query.All _,
          Query.Or _,
          Query.Not _,
          Query.Exists _,
          Query.Contains _,
          Query.Like _,
          Query.Has _ ->
          false;
    };
  }

  private static List<Query> disjoint(List<Query> any) {
    var pieces = new ArrayList<Query>();
    var before = new ArrayList<Query>();
    for (var query : any) {
      pieces.add(before.isEmpty() ? query : and(query, List.copyOf(before)));
      before.add(new Query.Not(query));
    }
    return pieces;
  }
}
