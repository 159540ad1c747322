import { mount } from 'svelte'
import './app.css'
import App from './App.svelte'
import { app } from './state/app.svelte'

const target = document.getElementById('app')
if (target !== null) {
  void app.begin()
  mount(App, { target })
}
