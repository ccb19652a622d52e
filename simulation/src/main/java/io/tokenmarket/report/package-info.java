/**
 * The page of plots and tables of a simulated run. It draws what was counted, and counts nothing
 * that decides.
 */
package io.tokenmarket.report;
