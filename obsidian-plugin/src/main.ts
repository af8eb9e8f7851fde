export { VentureCanvasPlugin as default } from "./obsidian/plugin";
