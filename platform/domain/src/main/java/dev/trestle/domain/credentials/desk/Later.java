package dev.trestle.domain.credentials.desk;

/** Runs what nobody waits for, soon and aside; the application says how. */
@FunctionalInterface
public interface Later {
  void run(Runnable task);
}
