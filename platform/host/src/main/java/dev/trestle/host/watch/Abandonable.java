package dev.trestle.host.watch;

/** The class loader of a plugin, as the threads that the plugin started carry it. */
public interface Abandonable {
  /** Whether the plugin was closed, so that its threads have nothing to do any more. */
  boolean abandoned();
}
