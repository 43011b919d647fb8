/** Tests of the commands for plugins. */
package dev.trestle.app.cli.plugin;
