package dev.pilcrow.fifo;

/**
 * Which file it is: the same device and inode mean the same file as long as somebody has it open
 * (an inode's number is used again after the last name and the last descriptor are gone).
 *
 * @param device the device's number, only good for comparing
 * @param inode the file's number on that device
 */
public record FileIdentity(long device, long inode) {}
