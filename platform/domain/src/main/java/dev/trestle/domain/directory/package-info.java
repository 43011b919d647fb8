/** Deciders of companies, people, teams, queues, roles and what else a desk is set up from. */
@NullMarked
package dev.trestle.domain.directory;

import org.jspecify.annotations.NullMarked;
