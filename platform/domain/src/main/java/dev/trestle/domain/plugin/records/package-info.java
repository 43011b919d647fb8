/**
 * What a plugin's code gets into its hands: the desk at one moment, its own records as their
 * classes, and drafts, each as far as the owner consented.
 */
@NullMarked
package dev.trestle.domain.plugin.records;

import org.jspecify.annotations.NullMarked;
