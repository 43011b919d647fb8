package dev.trestle.app.plugins;

import dev.trestle.access.SecretBox;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.files.FileStore;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.domain.plugin.PluginGuards;
import dev.trestle.domain.plugin.work.PluginCompanions;
import dev.trestle.domain.port.IdSource;
import dev.trestle.sdk.net.Network;
import dev.trestle.store.blobs.BlobStore;
import dev.trestle.store.kernel.LocalDesk;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/**
 * What the plugins of a desk stand on.
 *
 * @param guards the desk's own, which follow the plugins that run
 * @param companions the desk's own, likewise
 * @param files where what a purge exports goes
 * @param bundled the plugins that come with the desk
 * @param outside the way outside, to the hosts that a plugin may call
 */
public record PluginGround(
    LocalDesk desk,
    Deciders deciders,
    PluginGuards guards,
    PluginCompanions companions,
    BlobStore blobs,
    FileStore files,
    SecretBox box,
    SecureRandom random,
    InstantSource clock,
    IdSource ids,
    Metrics metrics,
    PluginRules rules,
    BundledPlugins bundled,
    Function<List<String>, Network> outside) {}
