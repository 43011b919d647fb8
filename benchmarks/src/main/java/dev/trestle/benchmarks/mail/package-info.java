/** Gateways that bring messages, what they bring, and the least that whoever takes them must do. */
@NullMarked
package dev.trestle.benchmarks.mail;

import org.jspecify.annotations.NullMarked;
