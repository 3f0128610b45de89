/** What is to do for the process, by role. Floor 6. */
@NullMarked
package io.throughline.web.todo;

import org.jspecify.annotations.NullMarked;
