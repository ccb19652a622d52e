/**
 * What was published, kept so that it can be asked for, and the books that say what is to be
 * believed. Views read what is committed and write to no topic but their changelogs.
 */
package io.tokenmarket.topology.views;
