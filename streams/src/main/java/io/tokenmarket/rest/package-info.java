/**
 * REST: what is asked of the views, and what is sent for a participant. It answers from the views
 * alone and sends commands as any client does.
 */
package io.tokenmarket.rest;
