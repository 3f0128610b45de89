/** What runs in production: how it came there, what that did to it, and what broke (floor 5). */
@org.jspecify.annotations.NullMarked
package io.throughline.running;
