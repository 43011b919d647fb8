package dev.trestle.testkit;

/**
 * What must be so on every desk when its test ends, whatever the test was about. Those named in
 * {@code META-INF/services/dev.trestle.testkit.DeskInspection} on the test's class path look at
 * each {@link TestDesk} as it is closed, so that no test can forget them.
 */
public interface DeskInspection {
  /**
   * Throws an {@link AssertionError} when something is not as it must be.
   *
   * @param desk as the test left it: with whatever plugins and people, and at any time
   */
  void inspect(TestDesk desk);
}
