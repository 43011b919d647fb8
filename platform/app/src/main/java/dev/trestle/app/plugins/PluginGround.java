package dev.trestle.app.plugins;

import dev.trestle.access.SecretBox;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.files.FileStore;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.domain.plugin.PluginGuards;
import dev.trestle.domain.port.IdSource;
import dev.trestle.store.blobs.BlobStore;
import dev.trestle.store.kernel.LocalDesk;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * What the plugins of a desk stand on.
 *
 * @param guards the desk's own, which follow the plugins that run
 * @param files where what a purge exports goes
 */
public record PluginGround(
    LocalDesk desk,
    Deciders deciders,
    PluginGuards guards,
    BlobStore blobs,
    FileStore files,
    SecretBox box,
    SecureRandom random,
    InstantSource clock,
    IdSource ids,
    Metrics metrics,
    PluginRules rules) {}
