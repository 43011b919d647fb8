package dev.trestle.app.operate;

import java.util.List;

/**
 * What a check of a data folder found.
 *
 * @param entries sound entries of the log
 * @param erased how many of them were redacted for privacy
 * @param tornBytes bytes of a last group that was never acknowledged; the next start drops them
 * @param graphSequence up to which entry the graph has followed; -1 when there is none
 * @param graphRecords records of the graph that were compared with the log
 * @param files uploaded files that were checked
 * @param looseFiles files that no record names, such as uploads whose record was never made
 * @param problems what is wrong, each with its remedy; the first one first
 */
public record VerifyFindings(
    long entries,
    long erased,
    long tornBytes,
    long graphSequence,
    long graphRecords,
    long files,
    long looseFiles,
    List<String> problems) {
  public VerifyFindings {
    problems = List.copyOf(problems);
  }

  public boolean sound() {
    return problems.isEmpty();
  }
}
