// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.result;

/**
 * SHA-256 of one 64 MiB block of an input file as stored.
 *
 * @param file number of the input file
 * @param block number of the block in the file
 * @param sha256 32 bytes
 */
public record BlockDigest(int file, long block, byte[] sha256) {}
