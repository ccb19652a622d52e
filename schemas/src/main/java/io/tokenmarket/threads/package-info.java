/** Threads that have a name and do not die unseen. It knows the JDK alone. */
package io.tokenmarket.threads;
