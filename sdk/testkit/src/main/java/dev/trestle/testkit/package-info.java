/**
 * What authors of plugins test with: {@link dev.trestle.testkit.TestDesk} is the real desk in
 * memory under a clock that stands still, with the plugin loaded as an administrator's upload would
 * be; {@link dev.trestle.testkit.PluginContract} holds the plugin to what every plugin promises.
 */
@NullMarked
package dev.trestle.testkit;

import org.jspecify.annotations.NullMarked;
