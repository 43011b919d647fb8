package dev.trestle.http;

import dev.trestle.domain.files.FileStore;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.domain.port.IdSource;
import dev.trestle.graphql.engine.GraphQlEngine;
import dev.trestle.http.exchange.Authenticator;
import dev.trestle.http.exchange.Contexts;
import dev.trestle.http.observe.Health;
import dev.trestle.http.plugins.PluginAddresses;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The desk behind the doors.
 *
 * @param plugins where plugins answer
 * @param jwks the public signing keys as a JSON Web Key Set
 * @param ids for trace ids
 * @param nanoClock for rates, timeouts and timings; {@code System::nanoTime} outside of tests
 */
public record HttpDesk(
    GraphQlEngine engine,
    Contexts contexts,
    Authenticator authenticator,
    FileStore files,
    PluginAddresses plugins,
    Health health,
    Metrics metrics,
    Supplier<byte[]> jwks,
    IdSource ids,
    LongSupplier nanoClock) {}
