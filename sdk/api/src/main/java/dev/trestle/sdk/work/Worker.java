package dev.trestle.sdk.work;

import dev.trestle.sdk.promise.Experimental;
import dev.trestle.sdk.promise.Spi;

/**
 * Work on a thread of its own while the plugin runs: watching a mailbox, holding a connection,
 * listening on a port. It begins when the desk is ready and is never called by tools that read or
 * rebuild a desk. Where it can do with an event or a timer, a reaction or a timer handler is the
 * better choice: they lose nothing when they are late.
 *
 * <p>A worker keeps nothing that must survive. When it returns or throws it is begun again, after a
 * second at first and after longer waits the more often that happens, five minutes at most; from
 * the third failure in a row on, {@code pluginFaults} shows it as WORKER.
 *
 * <p>There is no limit on how long it runs, and a read from the network may block. When the plugin
 * is stopped, {@link Work#stopping} turns true and the thread is interrupted wherever it waits in
 * the plugin's own code, which closes a socket it reads from; a worker that has not ended three
 * seconds later is stopped like any call that is over its limit.
 */
@Spi
@Experimental(since = "0.1.0")
public interface Worker {
  /** Unique within the plugin, lower camel case. */
  String name();

  /** Works until {@link Work#stopping}, or until there is no more to do for now. */
  void run(Work work) throws Exception;
}
