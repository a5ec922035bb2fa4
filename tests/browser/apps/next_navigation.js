// Stands for next/navigation: the path, as a router of the page changes it.

import { useSyncExternalStore } from "react";

const subscribe = (onChange) => {
  addEventListener("navigated", onChange);
  return () => removeEventListener("navigated", onChange);
};

export const usePathname = () => useSyncExternalStore(subscribe, () => location.pathname);

export function navigate(url) {
  history.pushState(null, "", url);
  dispatchEvent(new Event("navigated"));
}
