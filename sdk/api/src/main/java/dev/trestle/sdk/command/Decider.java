package dev.trestle.sdk.command;

import dev.trestle.sdk.promise.Spi;

/**
 * Turns one input into changes or refusals. Pure: it reads the input and the draft, and nothing
 * else; it may be asked again for the same input.
 *
 * @param <C> the input as a record
 */
@Spi
@FunctionalInterface
public interface Decider<C> {
  void decide(C input, Draft draft);
}
