import { Plugin } from "obsidian";

/** Venture Canvas in Obsidian. */
export default class VentureCanvasPlugin extends Plugin {}
