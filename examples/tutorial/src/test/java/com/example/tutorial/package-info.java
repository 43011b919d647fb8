/** Holds the pages for plugin authors to the code they show, and walks through the tutorial. */
@NullMarked
package com.example.tutorial;

import org.jspecify.annotations.NullMarked;
