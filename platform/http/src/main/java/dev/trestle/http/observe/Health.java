package dev.trestle.http.observe;

import java.util.List;

/** Answers whether the desk can do its work right now; asked often, so from memory. */
@FunctionalInterface
public interface Health {

  /**
   * One thing the desk needs.
   *
   * @param name such as {@code log} or {@code search}
   * @param detail one sentence for operators, without anything secret
   */
  record Check(String name, boolean ok, String detail) {}

  List<Check> checks();
}
