package dev.trestle.domain.query;

import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.State;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field that is compared with ids. What is no id at all is refused where it stands, as everywhere
 * else: who sends it has made a mistake, which an empty list would hide.
 */
record IdField<R extends Stored>(FilterField<R> compared) implements FilterField<R> {
  @Override
  public SlotFilter build(State state, Object value, List<String> path) {
    require(value, path);
    return compared.build(state, value, path);
  }

  @Override
  public RecordTest<R> test(Object value, List<String> path) {
    require(value, path);
    return compared.test(value, path);
  }

  private static void require(Object value, List<String> path) {
    Comparators.map(value)
        .forEach((comparator, wanted) -> {
          if (wanted instanceof Collection<?> many) {
            int place = 0;
            for (Object one : many) {
              require(one, path, comparator.toString(), Integer.toString(place++));
            }
          } else if (!(wanted instanceof Boolean)) {
            require(wanted, path, comparator.toString());
          }
        });
  }

  private static void require(@Nullable Object wanted, List<String> path, String... behind) {
    if (wanted != null && Comparators.uuid(wanted) == null) {
      List<String> place = new ArrayList<>(path);
      place.addAll(List.of(behind));
      throw new ProblemException(
          ProblemType.INVALID,
          "ID_MALFORMED",
          String.join(".", place) + " is no id of this desk. Take ids from the desk's answers.",
          place.toArray(String[]::new));
    }
  }
}
