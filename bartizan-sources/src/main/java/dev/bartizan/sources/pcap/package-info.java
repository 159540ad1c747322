/** Capture files: pcap and pcapng, plain or compressed, from files and pipes. */
@NullMarked
package dev.bartizan.sources.pcap;

import org.jspecify.annotations.NullMarked;
