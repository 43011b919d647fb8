package dev.trestle.plugins.calendars;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with an input, all at once, each with the path of its field. */
final class Faults {
  private final List<Fault> faults = new ArrayList<>();

  private record Fault(String code, String message, String[] path) {}

  void add(String code, String message, String... path) {
    faults.add(new Fault(code, message, path));
  }

  boolean none() {
    return faults.isEmpty();
  }

  void refuse(Draft draft) {
    faults.forEach(
        fault -> draft.refuse(ProblemType.INVALID, fault.code(), fault.message(), fault.path()));
  }

  /** For queries, which have no place for several: says the first. */
  void tell() {
    if (!faults.isEmpty()) {
      Fault first = faults.getFirst();
      throw new FieldProblem(
          ProblemType.INVALID,
          first.code(),
          String.join(".", first.path()) + ": " + first.message());
    }
  }

  static String[] path(String[] path, Object... more) {
    String[] all = java.util.Arrays.copyOf(path, path.length + more.length);
    for (int i = 0; i < more.length; i++) {
      all[path.length + i] = String.valueOf(more[i]);
    }
    return all;
  }
}
